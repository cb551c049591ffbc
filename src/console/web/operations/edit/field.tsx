import type { ComponentChildren, InputHTMLAttributes, TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';

interface Said {
  label: string;
  hint?: string;
  /** Why what stands in it does not fit. */
  wrong?: string | false;
}

interface FieldProps extends Said {
  type?: 'text' | 'search' | 'time' | 'date' | 'datetime-local' | 'number';
  name?: string;
  /** What stands in it whatever is typed; without it the form keeps that. */
  value?: string;
  defaultValue?: string;
  required?: boolean;
  maxLength?: number;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  autocomplete?: 'off';
  autocapitalize?: 'none';
  spellcheck?: boolean;
  inputMode?: 'decimal';
  onInput?: (event: TargetedEvent<HTMLInputElement>) => void;
}

/** What a field is called, what to put there, and why it was refused, said with it. */
export function Field({ label, hint, wrong, ...input }: FieldProps) {
  const { describedBy, notes } = useNotes({ hint, wrong });
  return (
    <div class="field">
      <label>
        {label}
        <input
          {...(input as InputHTMLAttributes)}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={describedBy}
        />
      </label>
      {notes}
    </div>
  );
}

interface SelectProps extends Said {
  name: string;
  some: readonly Choice[];
  chosen: string;
  /** What stands there for none; where it is not said one has to be chosen. */
  none?: string;
}

/** One of some, or none. */
export function Select({ label, hint, wrong, name, some, chosen, none }: SelectProps) {
  const { describedBy, notes } = useNotes({ hint, wrong });
  return (
    <div class="field">
      <label>
        {label}
        <select
          name={name}
          required={none === undefined}
          aria-invalid={wrong ? 'true' : undefined}
          aria-describedby={describedBy}
        >
          <option value="">{none}</option>
          {some.map(({ value, words }) => (
            <option key={value} value={value} selected={value === chosen}>
              {words}
            </option>
          ))}
        </select>
      </label>
      {notes}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly words: string;
  readonly about?: ComponentChildren;
}

/** Several of some: what is chosen comes along under the name. */
export function Choices({
  label,
  hint,
  wrong,
  name,
  some,
  chosen,
}: Said & { name: string; some: readonly Choice[]; chosen: readonly string[] }) {
  const { describedBy, notes } = useNotes({ hint, wrong });
  return (
    <fieldset class="many-choices" aria-describedby={describedBy}>
      <legend>{label}</legend>
      {notes}
      {some.map(({ value, words, about }) => (
        <div key={value}>
          <label>
            <input type="checkbox" name={name} value={value} defaultChecked={chosen.includes(value)} />
            {words}
          </label>
          {about}
        </div>
      ))}
    </fieldset>
  );
}

function useNotes({ hint, wrong }: Pick<Said, 'hint' | 'wrong'>) {
  const id = useId();
  const ids = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ');
  const notes = (
    <>
      {hint && (
        <small id={`${id}-hint`} class="quiet">
          {hint}
        </small>
      )}
      {wrong && (
        <strong id={`${id}-wrong`} class="error">
          {wrong}
        </strong>
      )}
    </>
  );
  return { describedBy: ids || undefined, notes };
}

/** What stands in a form, read once. */
export function readForm(form: HTMLFormElement) {
  const said = new FormData(form);
  return {
    text: (name: string): string => ((said.get(name) as string | null) ?? '').trim(),
    all: (name: string): string[] => said.getAll(name) as string[],
  };
}
