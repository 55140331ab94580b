// Drawn for this page on a grid of 20, in the colour of the text beside them.
import type { ComponentChildren } from "preact";

function Icon({ children, flip = false }: { children: ComponentChildren; flip?: boolean }) {
  return <svg class={flip ? "icon icon-flip" : "icon"} viewBox="0 0 20 20" aria-hidden="true">{children}</svg>;
}

export const OverviewIcon = () => <Icon><path d="M3 3.5h6v5H3zM11 3.5h6v8h-6zM3 10.5h6v6H3zM11 13.5h6v3h-6z" /></Icon>;
export const MetricsIcon = () => <Icon flip><path d="M3 3v13.5h14M6 13l3.5-4 3 2.5L17 5.5" /></Icon>;
export const DataIcon = () => <Icon><ellipse cx="10" cy="4.8" rx="6.5" ry="2.3" /><path d="M3.500 4.800v10.300c0 1.300 2.900 2.300 6.500 2.300s6.500-1 6.500-2.300V4.800M3.500 10c0 1.300 2.900 2.300 6.500 2.300s6.500-1 6.500-2.300" /></Icon>;
export const GoalsIcon = () => <Icon><circle cx="10" cy="10" r="6.5" /><circle cx="10" cy="10" r="3" /><path d="M10 10h.1" /></Icon>;
export const ReviewsIcon = () => <Icon><path d="M4.500 3.500h11v13h-11zM7.500 7h5M7.500 10h5M7.500 13h3" /></Icon>;
export const SettingsIcon = () => <Icon><path d="M3 5.500h8M15 5.500h2M3 14.500h2M9 14.500h8" /><circle cx="13" cy="5.500" r="2" /><circle cx="7" cy="14.500" r="2" /></Icon>;
export const SearchIcon = () => <Icon flip><circle cx="8.500" cy="8.500" r="5" /><path d="m12.300 12.300 4.700 4.700" /></Icon>;
export const MoreIcon = () => <Icon><path d="M3 5.500h14M3 10h14M3 14.500h14" /></Icon>;
export const PersonIcon = () => <Icon><circle cx="10" cy="6.800" r="3.300" /><path d="M3.500 17c.6-3.600 3.200-5.400 6.500-5.400s5.900 1.800 6.500 5.400" /></Icon>;
export const BellIcon = () => <Icon><path d="M5 14.500c1-1 1.300-2.300 1.300-4.700C6.300 6.800 7.800 5 10 5s3.700 1.800 3.700 4.800c0 2.400.3 3.700 1.300 4.700zM8.500 17h3M10 3v2" /></Icon>;
export const CustomersIcon = () => <Icon><circle cx="7.500" cy="7" r="3" /><path d="M2 16.500c.4-3.300 2.600-5 5.500-5s5.100 1.700 5.500 5M12.500 4.300a3 3 0 0 1 0 5.400M14.500 11.900c2 .6 3.200 2.200 3.500 4.600" /></Icon>;
export const CloseIcon = () => <Icon><path d="m5 5 10 10M15 5 5 15" /></Icon>;
export const KeyboardIcon = () => <Icon><path d="M2.500 5.500h15v9h-15zM5 8.500h1M8 8.500h1M11 8.500h1M14 8.500h1M6.500 11.800h7" /></Icon>;
