import type { FailureAction, FailureMessage } from '../../src/protocol/viewer';
import type { ViewerModel } from './ViewerModel';

/** The explanation in place of a picture: what is wrong, what can still be shown, what to do next. */
export class FailurePanel {
  private drawn = '';

  constructor(
    private readonly model: ViewerModel,
    private readonly root: HTMLElement,
    private readonly act: (action: FailureAction) => void,
  ) {}

  draw(): void {
    const failure = this.model.answer?.kind === 'failure' ? this.model.answer : undefined;
    this.root.hidden = !failure;
    const content = failure ? JSON.stringify(failure) : '';
    if (content === this.drawn) return;
    this.drawn = content;
    this.root.replaceChildren(...(failure ? failureContent(failure, this.act) : []));
  }
}

/** The elements of an explanation; `act` carries out what its buttons offer. */
export function failureContent(
  failure: FailureMessage,
  act: (action: FailureAction) => void,
): HTMLElement[] {
  const title = text('h1', failure.title);
  const reason = text('p', failure.reason);
  const facts = document.createElement('dl');
  facts.append(
    ...failure.facts.flatMap(([label, value]) => [text('dt', label), text('dd', value)]),
  );
  const actions = document.createElement('div');
  actions.className = 'actions';
  actions.append(
    ...failure.actions.map(({ action, label }) => {
      const button = text('button', label);
      button.dataset['action'] = action;
      button.addEventListener('click', () => act(action));
      return button;
    }),
  );
  return failure.facts.length > 0 ? [title, reason, facts, actions] : [title, reason, actions];
}

function text(tag: string, content: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}
