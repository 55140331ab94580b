// Documents of /comments, /shares, /links, /inbox and /mine (docs/api.md).
import type { Kpi, Objective } from "../goals/types";

export type SubjectKind = "kpi" | "objective" | "review";

export interface Subject {
  kind: SubjectKind;
  id: string;
}

export type CommentForm = "comment" | "question" | "acknowledgement";

export interface Mention {
  account: number;
  name: string;
  written: string;
}

export interface Comment {
  comment: number;
  answers: number | null;
  form: CommentForm;
  account: number | null;
  author: string | null;
  text: string;
  written_at: string;
  changed_at: string | null;
  deleted_at: string | null;
  deleted_by: string | null;
  answered_at: string | null;
  answered_by: string | null;
  revision: number;
  mentions: Mention[];
  may: ("change" | "delete" | "mark")[];
}

export interface Comments extends Subject {
  title: string;
  comments: Comment[];
  open_questions: number;
}

export interface Person {
  account: number;
  name: string;
}

export interface Share {
  everyone: boolean;
  team: string | null;
  shared_by: string;
  shared_at: string;
}

export interface ReadLink {
  link: number;
  label: string;
  account_name: string;
  state: "valid" | "over" | "revoked";
  expires_at: string;
  used_at: string | null;
  uses: number;
}

export type NoticeWhy = "mention" | "answer" | "question" | "reply" | "comment" | "share";

export interface Notice extends Subject {
  notice: number;
  why: NoticeWhy;
  title: string;
  comment: number | null;
  by: string;
  text: string | null;
  made_at: string;
  read_at: string | null;
}

export type Tie = "owner" | "team" | "shared" | "everyone" | "mentioned";

export interface OwnSubject extends Subject {
  title: string;
  ties: Tie[];
  kpi?: Kpi;
  objective?: Objective;
}
