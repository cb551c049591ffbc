const INSPECT = /^--inspect(-brk|-wait)?(=|$)/;

/**
 * What `npm run NAME -- ...` asks for: whose it is, what it is given, and the flags for whoever looks inside, who get 127.0.0.1 and a port
 * that is free unless one is named.
 */
export function readOrder([name, ...given]) {
  const said = given[0] === '--' ? given.slice(1) : given;
  return {
    name,
    inspect: said
      .filter((word) => INSPECT.test(word))
      .map((word) => (word.includes('=') ? word : `${word}=127.0.0.1:0`)),
    args: said.filter((word) => !INSPECT.test(word)),
  };
}
