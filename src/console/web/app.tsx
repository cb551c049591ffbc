import { Banners } from './notices/banners.js';
import { Filters } from './queue/filters.js';
import { KeysHelp } from './keys-help.js';
import { Notices } from './notices/notice-list.js';
import { isOpened } from './queue/selection.js';
import { session } from './session/session.js';
import { ShadowPanel } from './queue/shadow-panel.js';
import { SignIn } from './session/sign-in.js';
import { TaskDetail } from './task/task-detail.js';
import { TaskList } from './queue/task-list.js';
import { ToldList } from './notices/told-list.js';
import { TopBar } from './top-bar.js';

export function App() {
  if (session.value === undefined) return null;
  if (session.value === null) return <SignIn />;
  return (
    <>
      <TopBar />
      <Banners />
      <main class={isOpened.value ? 'panes opened' : 'panes'}>
        <div class="list-pane">
          <Filters />
          <TaskList />
          <ShadowPanel />
        </div>
        <TaskDetail />
      </main>
      <Notices />
      <ToldList />
      <KeysHelp />
    </>
  );
}
