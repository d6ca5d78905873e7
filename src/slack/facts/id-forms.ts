/** Whether `text` has the form of a client id, `1234567890.1234567890123` (facts: every one seen is two numbers). */
export function isClientId(text: string): boolean {
  return /^\d{1,30}\.\d{1,30}$/.test(text)
}
