import type { ErrorBoundary } from './ErrorBoundary';

/**
 * Loads everything that is not the first picture. Where that fails, the toolbar's place says so: the picture stays, and
 * nothing looks as if it could be worked.
 */
export function loadControls(
  toolbar: HTMLElement,
  boundary: ErrorBoundary,
  showLog: () => void,
): void {
  const source = document.documentElement.dataset['controls'];
  if (source === undefined) return;
  const script = document.createElement('script');
  script.src = source;
  // Scripts of the page run under its nonce; the inline script that is running now carries it.
  script.nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
  const failed = (what: string): void => {
    boundary.report('controls', what);
    script.remove();
    explain(toolbar, () => loadControls(toolbar, boundary, showLog), showLog);
  };
  script.addEventListener('error', () => failed('The script did not load.'));
  script.addEventListener('load', () => {
    if (document.documentElement.dataset['ready'] === undefined) failed('The script broke off.');
  });
  document.body.append(script);
}

function explain(toolbar: HTMLElement, again: () => void, showLog: () => void): void {
  const text = document.createElement('span');
  text.className = 'broken';
  text.setAttribute('role', 'alert');
  text.textContent = 'The controls of the viewer could not be loaded.';
  const button = (label: string, act: () => void): HTMLButtonElement => {
    const element = document.createElement('button');
    element.className = 'tool';
    element.textContent = label;
    element.addEventListener('click', act);
    return element;
  };
  const tryAgain = button('Try Again', () => {
    toolbar.replaceChildren();
    again();
  });
  toolbar.replaceChildren(text, tryAgain, button('Show Log', showLog));
}
