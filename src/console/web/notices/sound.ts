import { signal } from '@preact/signals';

export const soundOn = signal(false);

let audio: AudioContext | undefined;

/** Turns the tone on or off; turning it on plays it once, so that the nurse knows it. */
export function toggleSound(): void {
  soundOn.value = !soundOn.value;
  if (!soundOn.value) return;
  audio ??= new AudioContext();
  playTone();
}

/** Two short notes, if the nurse has turned the sound on. */
export function playTone(): void {
  if (soundOn.value && audio) sound(audio);
}

/** The same for whoever wants to know whether she would hear it. */
export function tryTone(): void {
  audio ??= new AudioContext();
  sound(audio);
}

function sound(audio: AudioContext): void {
  for (const [startSeconds, hertz] of [
    [0, 660],
    [0.22, 880],
  ] as const) {
    const start = audio.currentTime + startSeconds;
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.2, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.2);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.2);
  }
}
