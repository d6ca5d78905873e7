/** Whether `text` looks like a client id, `1234567890.1234567890123`: every one seen so far is two numbers. */
export function isClientId(text: string): boolean {
  return /^\d{1,30}\.\d{1,30}$/.test(text)
}
