import lazy from 'preact-iso/lazy';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { useLayoutEffect } from 'preact/hooks';
import { Banners } from './notices/banners.js';
import { KeysHelp } from './keys-help.js';
import { Notices } from './notices/notice-list.js';
import { QueuePage } from './queue/queue-page.js';
import { Rail } from './rail.js';
import { ToldList } from './notices/told-list.js';
import { TopBar } from './top-bar.js';
import { followPages } from './whereabouts.js';

/** The links that are pages of the console. */
const PAGES = /^\/(queue|tasks\/|citizens(\/|$)|status(\/print)?$|team\/|me$|what-if|map$|$)/;

const CitizenPage = lazy(() => import('./citizens/citizen-page.js').then((found) => found.CitizenPage));
const SearchPage = lazy(() => import('./citizens/search-page.js').then((found) => found.SearchPage));
const WhatIfPage = lazy(() => import('./what-if/what-if-page.js').then((found) => found.WhatIfPage));
const HandOverSheet = lazy(() => import('./team/hand-over-sheet.js').then((found) => found.HandOverSheet));
const MapPage = lazy(() => import('./map/map-page.js').then((found) => found.MapPage));
const MePage = lazy(() => import('./me/me-page.js').then((found) => found.MePage));
const StatusPage = lazy(() => import('./status/status-page.js').then((found) => found.StatusPage));
const StatusSheet = lazy(() => import('./status/status-page.js').then((found) => found.StatusSheet));
const TeamPage = lazy(() => import('./team/team-page.js').then((found) => found.TeamPage));

/** What is on every page, round the page that the address names. */
export function Shell() {
  return (
    <LocationProvider scope={PAGES}>
      <Pages />
    </LocationProvider>
  );
}

function Pages() {
  const { route } = useLocation();
  useLayoutEffect(() => followPages(route), [route]);
  return (
    <>
      <TopBar />
      <Banners />
      <div class="shell">
        <Rail />
        <Router>
          <Route path="/team/:id" component={TeamPage} />
          <Route path="/map" component={MapPage} />
          <Route path="/citizens" component={SearchPage} />
          <Route path="/citizens/:id" component={CitizenPage} />
          <Route path="/me" component={MePage} />
          <Route path="/what-if" component={WhatIfPage} />
          <Route path="/status" component={StatusPage} />
          <Route path="/status/print" component={StatusSheet} />
          <Route path="/team/:id/handover" component={HandOverSheet} />
          <Route default component={QueuePage} />
        </Router>
      </div>
      <Notices />
      <ToldList />
      <KeysHelp />
    </>
  );
}
