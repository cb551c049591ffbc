import { effect, untracked } from '@preact/signals';
import { render } from 'preact';
import { api } from './api.js';
import { closeByHand } from './by-hand/by-hand.js';
import { forgetMany } from './task/many/actions-on-many.js';
import { sought } from './queue/search.js';
import { closeForm } from './task/forms.js';
import { App } from './app.js';
import { noteFactTime, runClock } from './clock.js';
import { readDistricts } from './districts.js';
import { readHandled } from './queue/handled.js';
import { asked, hearOfHandOver } from './session/hand-over.js';
import { forgetAll, hearAll, lookAll } from './following.js';
import { readAhead } from './later.js';
import { watchHealth } from './notices/health.js';
import { hearOfIncidents, readIncidents } from './queue/incidents.js';
import { hearOfMine, personal, startNews } from './notices/news.js';
import { clearQueue, counts, filter, isLoaded, mine, openP1, readings, rows } from './queue/queue.js';
import { hearOfWork, readQueue } from './queue/reading.js';
import { isPassing, readSelected, recall, selectedId } from './queue/selection.js';
import {
  endSession,
  forgetHers,
  hasQueue,
  isFromDevice,
  loadSession,
  session,
  teamChoice,
  hearConnection,
} from './session/session.js';
import { followQueue } from './queue/shown.js';
import { hearSignOut } from './session/sign-out.js';
import { keepPage } from './offline/version.js';
import { beat, closeStream, openStream, stream, tryAgainWhenConnected } from './stream.js';
import { texts } from './texts.js';
import { sendBeforeLeaving, undoAll } from './task/leaving.js';
import { sender } from './task/actions.js';
import { watchContact } from './offline/contact.js';
import { keepList, showKeptList } from './offline/list.js';
import { startOutbox } from './offline/outbox.js';
import { closeUnsent } from './offline/unsent.js';
import { isForgotten } from './offline/who.js';
import { forgetUnchanged } from './unchanged.js';
import { forgetTold, hearOfNotice, readTold } from './notices/told.js';
import './styles/base.css';
import './styles/frame.css';
import './styles/list.css';
import './styles/detail.css';
import './styles/beside.css';
import './styles/shell.css';
import './styles/many.css';
import './styles/what-if.css';
import { followSettings } from './look.js';
import { waitForPress } from './notices/sound.js';
import { followPush } from './session/push-kept.js';
import { forgetSettings } from './session/settings.js';
import { keepAddress, land, leaveAddress, takeUpAddress } from './addresses/whereabouts.js';
import { forgetChanges, watchChanges } from './queue/watch.js';

const SAFETY_MILLIS = 60_000;

/** Signed in, and where the address says; or signed out. */
effect(() => {
  const isSignedIn = Boolean(session.value);
  if (isSignedIn) untracked(land);
  untracked(isSignedIn ? takeUpAddress : leaveAddress);
  if (!isSignedIn) untracked(putAway);
});

/** What was begun and not done: nobody else goes on with it. */
function putAway() {
  undoAll();
  forgetMany();
  closeForm();
  closeByHand();
  closeUnsent();
  sought.value = '';
}

/** Signed in, or another team chosen: everything is read anew, and the stream followed. */
effect(() => {
  const isSignedIn = session.value;
  void teamChoice.value;
  untracked(() => startAnew(Boolean(isSignedIn)));
});

/** Whose list is shown, and of which team. */
let shown = '';

function startAnew(isSignedIn: boolean) {
  forgetUnchanged();
  const whose = `${session.value?.id} ${teamChoice.value}`;
  if (whose !== shown) clearAll();
  shown = whose;
  closeStream();
  if (!isSignedIn) return;
  if (isFromDevice.peek()) stream.value = 'lost';
  else if (!hasQueue.value) stream.value = 'connecting';
  if (!hasQueue.value) return;
  startNews(session.value!.id);
  if (isFromDevice.peek()) return void showKeptList();
  openStream({
    onFact: (fact) => {
      noteFactTime(fact.time);
      for (const hear of [hearOfMine, hearOfWork, hearOfIncidents, hearOfHandOver, hearOfNotice, hearAll]) hear(fact);
    },
    onOpen: lookRound,
  });
  lookRound();
}

/** Nothing of what was read for another reader or team is there; what lay on the device is, until it is read anew. */
function clearAll() {
  clearQueue();
  recall([]);
  forgetChanges();
  forgetTold();
  forgetAll();
}

/** Everything the page shows, whatever the stream told or did not. */
function lookRound() {
  void readQueue();
  void readDistricts();
  void readIncidents();
  void readTold();
  lookAll();
}

effect(() => {
  if (isLoaded.value) setTimeout(readAhead);
});
effect(() => noteFactTime(beat.value?.now));
effect(() => {
  if (readings.value) untracked(() => watchChanges(rows.value, mine.value, api.task));
});
effect(() => {
  void readings.value;
  if (filter.value === 'handled') void untracked(readHandled);
});
effect(() => {
  void readings.value;
  if (selectedId.value && !isPassing.value) void untracked(readSelected);
});
effect(() => {
  const bell = personal.value.length || asked.value.length ? '🔔 ' : '';
  document.title = isLoaded.value
    ? bell + texts.list.documentTitle(counts.value.unclaimed, openP1.value)
    : texts.product;
});

/** The stream tells what changes; this is for what it may have failed to tell, and for the gateway's clock. */
const lookAnew = () => {
  if (!session.peek()) return;
  if (isForgotten()) endSession();
  else void loadSession();
  if (session.peek() && !isFromDevice.peek()) lookRound();
};
setInterval(lookAnew, SAFETY_MILLIS);
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && lookAnew());

runClock();
followSettings();
followPush();
waitForPress();
hearSignOut(() => {
  forgetHers();
  endSession();
  forgetSettings();
});
watchHealth();
startOutbox(sender);
sendBeforeLeaving();
watchContact();
hearConnection();
tryAgainWhenConnected();
keepList();
followQueue();
keepAddress();
void loadSession();
void keepPage();
render(<App />, document.getElementById('app')!);

// What `npm run dev` builds, and nobody else.
if (import.meta.env.MODE === 'development') void import('./reload-when-built.js');
