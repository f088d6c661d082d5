using Grpc.Core;
using MyOpenIP.Server.Security.Tokens;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Security;

/// <summary>Looks again, while a call lasts, whether who called would be let in now: a token ends, and a client is disabled, under a long call too.</summary>
internal sealed class LetInStill(AccessTokens tokens)
{
    private const string Bearer = "Bearer ";

    /// <summary>Ends a call whose token is good no more.</summary>
    /// <exception cref="Fault">UNAUTHENTICATED.</exception>
    public async Task RequireAsync(ServerCallContext call)
    {
        var credentials = call.GetHttpContext().Request.Headers.Authorization.ToString();
        if (credentials.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && await tokens.FindAsync(credentials[Bearer.Length..], call.CancellationToken) is null)
            throw Fault.Unauthenticated();
    }
}
