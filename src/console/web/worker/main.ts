import './push.js';
import './shell.js';
