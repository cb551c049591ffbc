const LOOK_MILLIS = 200;

/** What the page was loaded from is named by what is in it. */
const ours = [...document.querySelectorAll('script[src], link[rel=stylesheet]')].map(
  (part) => part.getAttribute('src') ?? part.getAttribute('href')!,
);

async function look() {
  // Whoever serves it may be away meanwhile.
  const answer = await fetch('/', { cache: 'no-store' }).catch(() => null);
  const built = answer?.ok && (await answer.text());
  if (built && !ours.every((name) => built.includes(name))) location.reload();
}

setInterval(() => void look(), LOOK_MILLIS);

export {};
