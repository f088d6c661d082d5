namespace MyOpenIP.Server;

/// <summary>The server cannot serve as it is set up; the message says what to change, in one line.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
