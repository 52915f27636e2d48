/** Pictures on a grid of 24, drawn in lines of the text's colour. */
const PATHS = {
  account: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.7 1.9 7.5 5.5",
  alert: "M12 3.5 21.5 20h-19ZM12 10v4.5M12 17.2v.1",
  bag: "M5.5 8h13l1 12.5h-15ZM9 10.5V7a3 3 0 0 1 6 0v3.5",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6Z",
  book: "M5 5.5A2.5 2.5 0 0 1 7.5 3H19v15H7.5A2.5 2.5 0 0 0 5 20.5ZM5 20.5A2.5 2.5 0 0 0 7.5 21H19v-3",
  box: "M12 3 20.5 7.5v9L12 21l-8.5-4.5v-9ZM3.5 7.5 12 12l8.5-4.5M12 12v9",
  building: "M5 21V4h9v17M14 9h5v12M3 21h18M8 8h3M8 12h3M8 16h3",
  calendar: "M4 6h16v14.5H4ZM4 10.5h16M8 3v5M16 3v5",
  card: "M3 6h18v12.5H3ZM3 10.5h18M6.5 15h4",
  chart: "M4 20.5h17M7 17v-5M12 17V6M17 17V9.5",
  chat: "M4 5h16v11.5h-8L7.5 20v-3.5H4Z",
  check: "m5 12.5 4.5 4.5L19.5 7",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7.5V12l3 2",
  close: "m6 6 12 12M18 6 6 18",
  code: "m8.5 7-5 5 5 5M15.5 7l5 5-5 5",
  columns: "M4 5h16v14H4ZM9.5 5v14M14.5 5v14",
  copy: "M8.5 8.5h11v11h-11ZM5 15.5H4.5v-11h11V5",
  document: "M6 3h8.5L19 7.5V21H6ZM14 3v5h5M9.5 12.5h6M9.5 16.5h6",
  door: "M6 21V3.5h11V21M3.5 21h17M13.5 12.5v.1",
  down: "m6 9.5 6 6 6-6",
  download: "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
  edit: "m4 20 1-4.5L16.5 4 20 7.5 8.5 19ZM14 6.5l3.5 3.5",
  external: "M13.5 4.5h6v6M19.5 4.5 11 13M17 14v5.5H4.5V7H10",
  filter: "M4 6h16M7 12h10M10 18h4",
  first: "m18 6-6 6 6 6M7 6v12",
  folder: "M3.5 6h6l2 2.5h9V19h-17Z",
  heart: "M12 20 4.5 12.3a4.6 4.6 0 0 1 6.6-6.5l.9 1 .9-1a4.6 4.6 0 0 1 6.6 6.5Z",
  home: "m3.5 11.5 8.5-8 8.5 8M6 9.5V20.5h12V9.5M10 20.5V14.5h4v6",
  image:
    "M3.5 5h17v14h-17ZM8.5 10.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM4 17.5l5-4.5 3.5 3 3.5-3.5 4.5 4",
  key: "M8 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 12h9M17.5 12v3.5M20.5 12v2.5",
  keyboard: "M3 6.5h18v11H3ZM6.5 10h.1M10.2 10h.1M13.8 10h.1M17.5 10h.1M8 14h8",
  last: "m6 6 6 6-6 6M17 6v12",
  left: "m14.5 6-6 6 6 6",
  list: "M8.5 6.5H20M8.5 12H20M8.5 17.5H20M4.5 6.5h.1M4.5 12h.1M4.5 17.5h.1",
  mail: "M3.5 5.5h17v13h-17ZM4 6l8 7 8-7",
  menu: "M4 7h16M4 12h16M4 17h16",
  minus: "M5 12h14",
  money:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM14.7 9.3c-.4-1-1.4-1.5-2.7-1.5-1.5 0-2.7.7-2.7 2 0 2.9 5.6 1.5 5.6 4.4 0 1.3-1.3 2.1-2.9 2.1-1.4 0-2.5-.6-2.9-1.7M12 6v1.7M12 16.3V18",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  more: "M5.5 12h.1M12 12h.1M18.5 12h.1",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 19.5c.6-3.2 3.2-5 6.5-5s5.9 1.8 6.5 5M15.5 4.8a3.5 3.5 0 0 1 0 6.4M17.5 14.8c2.2.6 3.6 2.2 4 4.7",
  pin: "M12 21c4.5-4.3 7-7.8 7-11a7 7 0 1 0-14 0c0 3.2 2.5 6.7 7 11ZM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  play: "M7.5 5v14l11-7Z",
  plus: "M12 5v14M5 12h14",
  right: "m9.5 6 6 6-6 6",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.5 15.5 20 20",
  settings:
    "M4 7h9M17 7h3M15 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM4 17h3M11 17h9M9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  "sign-out": "M14 4H5.5v16H14M10 12h10.5M16.5 8l4 4-4 4",
  sort: "M8 5v14M4.5 15.5 8 19l3.5-3.5M16 19V5M12.5 8.5 16 5l3.5 3.5",
  star: "m12 3.5 2.6 5.5 6 .8-4.4 4.2 1.1 6-5.3-2.9L6.7 20l1.1-6-4.4-4.2 6-.8Z",
  sun: "M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4",
  system: "M3.5 5h17v11h-17ZM8.5 20h7M12 16v4",
  tag: "M4 4h7.5L20 12.5 12.5 20 4 11.5ZM8 8h.1",
  task: "M4.5 4.5h15v15h-15ZM8.5 12.2l2.5 2.5 4.7-5",
  trash: "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10 11v5.5M14 11v5.5",
  truck:
    "M3 6h11v10.5H3ZM14 9.5h4l3 3.5v3.5h-7M7 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17.5 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z",
  undo: "M9 5 4.5 9.5 9 14M5 9.5h9.5a5 5 0 0 1 0 10H10",
};

export type IconName = keyof typeof PATHS;

type Props = { name: IconName; className?: string };

/** A picture beside words that say the same; by itself it has no meaning to a screen reader. */
export function Icon({ name, className = "size-4" }: Props) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
