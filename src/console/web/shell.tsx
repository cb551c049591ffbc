import type { ComponentType } from 'preact';
import lazy from 'preact-iso/lazy';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router';
import { useLayoutEffect } from 'preact/hooks';
import { Foot } from './notices/foot.js';
import { later } from './later.js';
import { BESIDE_THE_QUEUE, LINKS } from './addresses/paths.js';
import { QueuePage } from './queue/queue-page.js';
import { Rail } from './rail.js';
import { TopBar } from './top-bar.js';
import { followPages } from './addresses/whereabouts.js';

/** What is shown where, each read when it is gone to. */
const PAGES: Readonly<Record<(typeof BESIDE_THE_QUEUE)[number], ComponentType<{ id?: string }>>> = {
  '/team/:id': lazy(() => import('./team/team-page.js').then((found) => found.TeamPage)),
  '/team/:id/handover': lazy(() => import('./team/hand-over-sheet.js').then((found) => found.HandOverSheet)),
  '/citizens': lazy(() => import('./citizens/search-page.js').then((found) => found.SearchPage)),
  '/citizens/:id': lazy(() => import('./citizens/citizen-page.js').then((found) => found.CitizenPage)),
  '/citizens/:id/start': lazy(() => import('./start/start-page.js').then((found) => found.StartPage)),
  '/map': lazy(() => import('./map/map-page.js').then((found) => found.MapPage)),
  '/what-if': lazy(() => import('./what-if/what-if-page.js').then((found) => found.WhatIfPage)),
  '/status': lazy(() => import('./status/status-page.js').then((found) => found.StatusPage)),
  '/status/print': lazy(() => import('./status/status-page.js').then((found) => found.StatusSheet)),
  '/operations': lazy(() => import('./operations/operations-page.js').then((found) => found.OperationsPage)),
  '/operations/health': lazy(() => import('./operations/health/health-page.js').then((found) => found.HealthPage)),
  '/operations/districts': lazy(() =>
    import('./operations/districts/districts-page.js').then((found) => found.DistrictsPage),
  ),
  '/operations/districts/import': lazy(() =>
    import('./operations/districts/import-page.js').then((found) => found.ImportPage),
  ),
  '/operations/districts/:id': lazy(() =>
    import('./operations/districts/district-page.js').then((found) => found.DistrictPage),
  ),
  '/operations/lists': lazy(() => import('./operations/lists/lists-page.js').then((found) => found.ListsPage)),
  '/operations/partners': lazy(() =>
    import('./operations/accounts/partners-page.js').then((found) => found.PartnersPage),
  ),
  '/operations/partners/:id': lazy(() =>
    import('./operations/accounts/partner-page.js').then((found) => found.PartnerPage),
  ),
  '/operations/staff': lazy(() => import('./operations/accounts/staff-page.js').then((found) => found.StaffPage)),
  '/operations/staff/:id': lazy(() =>
    import('./operations/accounts/staff-account-page.js').then((found) => found.StaffAccountPage),
  ),
  '/operations/teams': lazy(() => import('./operations/teams/teams-page.js').then((found) => found.TeamsPage)),
  '/operations/teams/:id': lazy(() => import('./operations/teams/team-page.js').then((found) => found.TeamEditPage)),
  '/operations/glass': lazy(() => import('./operations/glass/glass-page.js').then((found) => found.GlassPage)),
  '/setup': lazy(() => import('./setup/setup-page.js').then((found) => found.SetupPage)),
  '/operations/fleet': lazy(() => import('./operations/fleet/fleet-page.js').then((found) => found.FleetPage)),
  '/operations/fleet/:id': lazy(() =>
    import('./operations/fleet/dispenser-page.js').then((found) => found.DispenserPage),
  ),
  '/operations/register': lazy(() => import('./operations/fleet/register-page.js').then((found) => found.RegisterPage)),
  '/operations/provision': lazy(() =>
    import('./operations/fleet/provision-page.js').then((found) => found.ProvisionPage),
  ),
  '/operations/quarantine': lazy(() =>
    import('./operations/quarantine/quarantine-page.js').then((found) => found.QuarantinePage),
  ),
  '/operations/deliveries': lazy(() =>
    import('./operations/deliveries/deliveries-page.js').then((found) => found.DeliveriesPage),
  ),
  '/operations/ladders': lazy(() => import('./operations/ladders/ladders-page.js').then((found) => found.LaddersPage)),
  '/operations/ladders/:id': lazy(() =>
    import('./operations/ladders/ladder-page.js').then((found) => found.LadderPage),
  ),
  '/operations/reads': lazy(() => import('./operations/reads/reads-page.js').then((found) => found.ReadsPage)),
  '/me': lazy(() => import('./me/me-page.js').then((found) => found.MePage)),
};

const ToldList = later(() => import('./notices/told-list.js').then((found) => found.ToldList));
const UnsentDialog = later(() => import('./offline/unsent-dialog.js').then((found) => found.UnsentDialog));
const KeysHelp = later(() => import('./keys/keys-help.js').then((found) => found.KeysHelp));

/** What is on every page, round the page that the address names. */
export function Shell() {
  return (
    <LocationProvider scope={LINKS}>
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
      <div class="shell">
        <Rail />
        <Router>
          {BESIDE_THE_QUEUE.map((path) => (
            <Route key={path} path={path} component={PAGES[path]} />
          ))}
          <Route default component={QueuePage} />
        </Router>
      </div>
      <Foot />
      <ToldList />
      <UnsentDialog />
      <KeysHelp />
    </>
  );
}
