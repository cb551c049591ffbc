import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { officeTexts } from '../../office-texts.js';

interface Props {
  title: string;
  /** What the button says that does it. */
  yes: string;
  onYes: () => void;
  onNo: () => void;
  children: ComponentChildren;
}

/** Asks before what cannot be undone; Escape is no. */
export function AskFirst({ title, yes, onYes, onNo, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current } = dialog;
    current!.showModal();
    // So that the focus goes back to where it was.
    return () => current!.close();
  }, []);
  return (
    <dialog ref={dialog} class="ask-first" aria-labelledby="ask-first" onClose={onNo}>
      <h2 id="ask-first">{title}</h2>
      {children}
      <div class="form-buttons">
        <button class="primary" onClick={onYes}>
          {yes}
        </button>
        <button onClick={onNo}>{officeTexts.edit.no}</button>
      </div>
    </dialog>
  );
}
