import { computed, signal } from '@preact/signals';
import { changeSettings, settings } from '../session/settings.js';

export const soundOn = computed(() => settings.value.sound);
/** Whether it could be heard: browsers let no page sound in which nobody has pressed anything. */
export const canSound = signal(false);

let audio: AudioContext | undefined;

/** Turns the tone on or off, for every device of the reader; turning it on plays it once, so that the nurse knows it. */
export function toggleSound(): void {
  const isOn = !soundOn.peek();
  if (isOn) tryTone();
  void changeSettings({ sound: isOn });
}

/** Two short notes, if the nurse has turned the sound on. */
export function playTone(): void {
  if (soundOn.value && audio) sound(audio);
}

/** The same for whoever wants to know whether she would hear it. */
export function tryTone(): void {
  sound(openAudio());
}

/** The first press makes a page sound whose reader turned the sound on before it was opened. */
export function waitForPress(): void {
  const open = () => soundOn.peek() && !canSound.peek() && void openAudio();
  for (const press of ['pointerdown', 'keydown']) addEventListener(press, open, { capture: true });
}

function openAudio(): AudioContext {
  audio ??= new AudioContext();
  canSound.value = true;
  return audio;
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
