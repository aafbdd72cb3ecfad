import { config } from 'zod/mini';
import english from 'zod/v4/locales/en.js';

// What does not fit is said in English, wherever somebody reads it. Without this it is only said that it does not.
config(english());
