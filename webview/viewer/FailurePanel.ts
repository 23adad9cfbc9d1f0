import type { FailureAction, FailureMessage } from '../../src/protocol/viewer';
import type { ViewerModel } from './ViewerModel';

/** The explanation in place of a picture: what is wrong, what can still be shown, what to do next. */
export class FailurePanel {
  private drawn: FailureMessage | undefined;

  constructor(
    private readonly model: ViewerModel,
    private readonly root: HTMLElement,
    private readonly act: (action: FailureAction) => void,
  ) {}

  draw(): void {
    const failure = this.model.answer?.kind === 'failure' ? this.model.answer : undefined;
    this.root.hidden = !failure;
    if (failure === this.drawn) return;
    this.drawn = failure;
    this.root.replaceChildren(...(failure ? this.content(failure) : []));
  }

  private content(failure: FailureMessage): HTMLElement[] {
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
        button.addEventListener('click', () => this.act(action));
        return button;
      }),
    );
    return failure.facts.length > 0 ? [title, reason, facts, actions] : [title, reason, actions];
  }
}

function text(tag: string, content: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = content;
  return element;
}
