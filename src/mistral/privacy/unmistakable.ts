/** Whether a secret is one wherever it stands: a password that is a word may stand elsewhere and mean something else. */
export function isUnmistakable(secret: string): boolean {
  return secret.length >= 8 && /\d/.test(secret) && /[A-Za-z]/.test(secret);
}
