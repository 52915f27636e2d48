/** The sign of this app, beside its name. */
export function Mark({ className = "size-6" }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={`shrink-0 ${className}`}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path
        d="M10 9h8a4 4 0 0 1 4 4v10H10z"
        fill="none"
        strokeWidth="2.5"
        strokeLinejoin="round"
        className="stroke-on-accent"
      />
      <circle cx="18" cy="16.5" r="1.5" className="fill-on-accent" />
    </svg>
  );
}
