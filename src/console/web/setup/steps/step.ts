/** What a step is told. */
export interface StepProps {
  /** What is to be done now. */
  isShown: boolean;
  onDone: () => void;
  /** It is gone without. */
  onLeftOut: () => void;
}
