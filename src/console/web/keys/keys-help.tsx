import { useLayoutEffect, useRef } from 'preact/hooks';
import { keysShown } from './keys-shown.js';
import { texts } from '../texts.js';

export function KeysHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const isShown = keysShown.value;
  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);
  return (
    <dialog ref={dialog} aria-labelledby="keys-title" onClose={() => (keysShown.value = false)}>
      <h2 id="keys-title">{texts.keys.title}</h2>
      <table>
        <tbody>
          {texts.keys.rows.map(([key, what]) => (
            <tr key={key}>
              <th scope="row">{key}</th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <button class="primary" onClick={() => (keysShown.value = false)}>
        {texts.keys.close}
      </button>
    </dialog>
  );
}
