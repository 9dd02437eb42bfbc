/** Give every htmx request the CSRF token of `<meta name="csrf-token">`. */
export function sendCsrf(): void {
  document.addEventListener('htmx:configRequest', (event) => {
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
    const detail = (event as CustomEvent<{ headers: Record<string, string> }>).detail;
    if (token) detail.headers['X-CSRFToken'] = token;
  });
}
