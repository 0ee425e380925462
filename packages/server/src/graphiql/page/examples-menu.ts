/// <reference lib="dom" />

/** Opens the menu with its button, moves in it with arrows, Home and End, and leaves it with Escape. */
export function setUpMenu(onChoose: (name: string) => void): void {
  const menu = document.querySelector<HTMLElement>('#examples-menu')
  const button = document.querySelector<HTMLButtonElement>('#examples-button')
  if (!menu || !button) return
  const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')]
  const moves: Record<string, (index: number) => number> = {
    ArrowDown: (index) => (index + getColumns(menu)) % items.length,
    ArrowUp: (index) => (index - getColumns(menu) + items.length) % items.length,
    ArrowRight: (index) => (index + 1) % items.length,
    ArrowLeft: (index) => (index - 1 + items.length) % items.length,
    Home: () => 0,
    End: () => items.length - 1,
  }
  menu.addEventListener('keydown', (event) => {
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    items[move(items.indexOf(document.activeElement as HTMLElement))]?.focus()
  })
  menu.addEventListener('click', ({ target }) => {
    const name = (target as Element).closest<HTMLElement>('[data-example]')?.dataset.example
    if (!name) return
    menu.hidePopover()
    onChoose(name)
  })
  button.disabled = false
}

const getColumns = (menu: HTMLElement) => getComputedStyle(menu).gridTemplateColumns.split(' ').length
