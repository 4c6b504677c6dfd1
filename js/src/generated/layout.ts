// Printed by bindings/generator from the C++ sources: do not edit.

export const wordsPerEffect = 8;

export enum MessageWord {
  Id,
  StatusCode,
  Cseq,
  Method,
  MethodAt,
  MethodLength,
  UriAt,
  UriLength,
  ReasonAt,
  ReasonLength,
  FromTagAt,
  FromTagLength,
  ToTagAt,
  ToTagLength,
  CallIdAt,
  CallIdLength,
  BodyAt,
  BodyLength,
  ViaBranchAt,
  ViaBranchLength,
  HeaderCount,
  Headers,
}

export enum HeaderWord {
  Name,
  NameAt,
  NameLength,
  ValueAt,
  ValueLength,
  Count,
}

export enum PieceWord {
  Part,
  At,
  Length,
  Count,
}

export enum Part {
  Line,
  Element,
  Value,
  Number,
  Method,
  Text,
  Time,
  DisplayName,
  Uri,
  Scheme,
  User,
  Password,
  Host,
  Port,
  UriParameter,
  UriParameterValue,
  UriHeader,
  UriHeaderValue,
  Protocol,
  Transport,
  Parameter,
  ParameterValue,
}
