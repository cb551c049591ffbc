import { session } from './session/session.js';
import { Shell } from './shell.js';
import { SignIn } from './session/sign-in.js';

export function App() {
  if (session.value === undefined) return null;
  return session.value === null ? <SignIn /> : <Shell />;
}
