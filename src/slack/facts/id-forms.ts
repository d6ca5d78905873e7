/** Whether `text` looks like a client id, `1234567890.1234567890123`. All known client ids are two numbers. */
export function isClientId(text: string): boolean {
  return /^\d{1,30}\.\d{1,30}$/.test(text)
}
