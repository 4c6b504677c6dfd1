// Printed by bindings/generator from the C++ sources: do not edit.

export enum EffectKind {
  Log,
  Send,
  SessionState,
  IncomingInvite,
  IncomingRequest,
  InviteCanceled,
  AckReceived,
  Response,
  RequestEnded,
  NeedOffer,
  NeedAnswer,
  ApplyAnswer,
  RollbackOffer,
  ReinviteHandled,
  Settled,
  RegistrationState,
  RegistrationWaiting,
  DialogConfirmed,
}

export enum LogLevel {
  Error,
  Warn,
  Log,
  Debug,
}

export enum LogCategory {
  Core,
  Transaction,
  Dialog,
  Session,
  Registration,
  Message,
}

export enum ResponseKind {
  Trying,
  Progress,
  Accept,
  Redirect,
  Reject,
}

export enum SessionStateCode {
  Initial,
  Establishing,
  Established,
  Terminating,
  Terminated,
}

export enum RegistrationStateCode {
  Initial,
  Registered,
  Unregistered,
  Terminated,
}

export enum ErrorCode {
  None,
  InvalidArgument,
  HeaderInjection,
  InvalidState,
  RequestPending,
  UnknownId,
  SessionTerminated,
  DescriptionFailed,
  DescriptionMissing,
  TransportDown,
}

export enum DescriptionFailure {
  Failed,
  UnsupportedType,
}

export enum Method {
  Unknown,
  Ack,
  Bye,
  Cancel,
  Info,
  Invite,
  Message,
  Notify,
  Options,
  Prack,
  Publish,
  Refer,
  Register,
  Subscribe,
  Update,
}

export enum Form {
  Text,
  Token,
  Tokens,
  MediaType,
  MediaTypes,
  Semicolons,
  Number,
  Words,
  CallId,
  Address,
  Addresses,
  Routes,
  Contacts,
  Via,
  CSeq,
  RAck,
  Timestamp,
  Date,
  Warning,
  Challenge,
  AuthParameters,
}
