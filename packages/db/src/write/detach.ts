/**
 * The same text in memory of its own, for those that are kept. What is cut out of a longer text holds all of that: a few thousand
 * names, kept out of as many pieces of a file, would keep the file.
 */
export const detach = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')
