// Finding and changing elements of the page, with their types checked when the page starts.

/**
 * The element marked `data-part="name"` under `root`.
 *
 * @throws Error when the page has no such element, or one of another type.
 */
export function part<T extends Element>(root: ParentNode, name: string, type: new () => T): T {
  const element = root.querySelector(`[data-part="${name}"]`);
  if (!(element instanceof type)) throw new Error(`The page has no ${type.name} “${name}”.`);
  return element;
}

/** Sets a text only when it differs, so that screen readers are not told the same again. */
export function setText(element: Element, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** A button that stays pressed, and how it is labelled while up and while down. */
export function setPressed(button: HTMLButtonElement, pressed: boolean): void {
  button.setAttribute("aria-pressed", String(pressed));
}
