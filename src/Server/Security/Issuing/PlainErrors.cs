using MyOpenIP.Server.Observability;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MyOpenIP.Server.Security.Issuing;

/// <summary>Refusals of tokens: an unknown client, a wrong secret and a disabled client are one answer, and nothing names what the server is made of.</summary>
internal sealed class PlainErrors(ILogger<PlainErrors> logger) : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    /// <summary>Most characters of a name, which anybody may send, that are logged.</summary>
    private const int LongestName = 64;

    /// <summary>How the issuer comes to it: before anything is written.</summary>
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyTokenResponseContext>()
        .UseSingletonHandler<PlainErrors>().SetOrder(int.MinValue).SetType(OpenIddictServerHandlerType.Custom).Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        if (context.Response.Error is null)
            return ValueTask.CompletedTask;
        logger.TokenRefused(Cut(context.Request?.ClientId ?? ""), context.Response.Error);
        context.Response.ErrorUri = null;
        if (context.Response.Error is Errors.InvalidClient)
            context.Response.ErrorDescription = "The client is unknown or disabled, or its credentials are wrong.";
        return ValueTask.CompletedTask;
    }

    private static string Cut(string name) => name.Length > LongestName ? name[..LongestName] : name;
}
