import type { ViewerModel } from './ViewerModel';

/** What is odd about the series (gaps, duplicates, tilt): a button with a warning, and the sentences below the toolbar. */
export class SeriesNotes {
  private readonly button = document.createElement('button');
  private readonly list = document.createElement('ul');
  private drawn = '';
  private isOpen = false;

  constructor(
    private readonly model: ViewerModel,
    toolbar: HTMLElement,
  ) {
    const glyph = document.createElement('span');
    glyph.className = 'codicon codicon-warning';
    glyph.ariaHidden = 'true';
    const count = document.createElement('span');
    this.button.type = 'button';
    this.button.id = 'notes-button';
    this.button.className = 'tool warning';
    // Until something is drawn there is nothing to warn of, and the button has no name yet.
    this.button.hidden = true;
    this.button.append(glyph, count);
    this.button.setAttribute('aria-controls', 'notes');
    this.button.addEventListener('click', () => this.open(!this.isOpen));
    this.list.id = 'notes';
    // What may scroll must be reachable by keyboard.
    this.list.tabIndex = 0;
    this.list.setAttribute('aria-label', 'Notes on the series');
    this.list.addEventListener('keydown', (event) => this.closeOn(event));
    this.button.addEventListener('keydown', (event) => this.closeOn(event));
    toolbar.append(this.button);
    toolbar.after(this.list);
    this.open(false);
  }

  draw(): void {
    const notes = this.model.series?.notes ?? [];
    const signature = JSON.stringify(notes);
    if (signature === this.drawn) return;
    this.drawn = signature;
    this.button.hidden = notes.length === 0;
    if (notes.length === 0) this.open(false);
    const title = `${notes.length} ${notes.length === 1 ? 'note' : 'notes'} on the series: ${notes.join(' ')}`;
    this.button.title = title;
    this.button.setAttribute('aria-label', title);
    this.button.lastElementChild?.replaceChildren(String(notes.length));
    this.list.replaceChildren(
      ...notes.map((note) => {
        const item = document.createElement('li');
        item.textContent = note;
        return item;
      }),
    );
  }

  private open(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.list.hidden = !isOpen;
    this.button.setAttribute('aria-expanded', String(isOpen));
  }

  private closeOn(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.isOpen) return;
    event.stopPropagation();
    this.open(false);
    this.button.focus();
  }
}
