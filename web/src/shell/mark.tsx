// The sign of the app: a balance.
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 6v19M9 26h14M6 10h20M6 10l-3.4 8a3.7 3.7 0 0 0 6.8 0zM26 10l-3.4 8a3.7 3.7 0 0 0 6.8 0z" />
    </svg>
  );
}
