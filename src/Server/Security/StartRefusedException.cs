namespace MyOpenIP.Server.Security;

/// <summary>The server is set up in a way in which it must not serve; the message says what to change.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
