import htmx from 'htmx.org';

import { pickAll } from './app/all.ts';
import { guardConfirm } from './app/confirm.ts';
import { guardOnce } from './app/once.ts';
import { sendCsrf } from './app/csrf.ts';

// The page's CSP has no unsafe-eval; htmx must neither try it nor inject styles or reach other origins.
htmx.config.allowEval = false;
htmx.config.selfRequestsOnly = true;
htmx.config.includeIndicatorStyles = false;
// A refusal carries a page fragment that says why: show it where the answer would have gone.
htmx.config.responseHandling = [
  { code: '204', swap: false },
  { code: '[23]..', swap: true },
  { code: '422', swap: true },
  { code: '[45]..', swap: false, error: true },
];

sendCsrf();
guardConfirm();
guardOnce();
pickAll();

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-dismiss]') : null;
  button?.closest('[data-flash]')?.remove();
});
