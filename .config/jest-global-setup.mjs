import './typescript-hooks.mjs';

const { default: setUp } = await import('../test/support/global-setup.ts');
export default setUp;
