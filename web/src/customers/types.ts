// Documents of /customers (docs/api.md).
import type { Facts } from "../base/types";

export interface Customer {
  customer: string;
  name: string | null;
  segment: string | null;
  brand: string | null;
  country: string | null;
  plan: string | null;
  signup_day: string | null;
  owner: string | null;
}

export interface CustomerList {
  customers: Customer[];
  found: number;
  all: boolean;
  next_offset: number | null;
}

export interface CustomerShown {
  customer: Customer;
  kinds: (Pick<Facts, "kind" | "columns" | "rows"> & { title: string; more: boolean })[];
}

export const customerPath = (key: string): string => `/customers/${encodeURIComponent(key)}`;
