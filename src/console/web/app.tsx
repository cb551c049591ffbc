import { Banners } from './banners.js';
import { Filters } from './filters.js';
import { KeysHelp } from './keys-help.js';
import { Notices } from './notice-list.js';
import { isOpened } from './selection.js';
import { session } from './session.js';
import { ShadowPanel } from './shadow-panel.js';
import { SignIn } from './sign-in.js';
import { TaskDetail } from './task-detail.js';
import { TaskList } from './task-list.js';
import { ToldList } from './told-list.js';
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
