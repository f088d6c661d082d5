using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MyOpenIP.Server.Security.Issuing;

/// <summary>Refusals of tokens: an unknown client, a wrong secret and a disabled client are one answer, and nothing names what the server is made of.</summary>
internal sealed class PlainErrors : IOpenIddictServerHandler<ApplyTokenResponseContext>
{
    /// <summary>How the issuer comes to it: before anything is written.</summary>
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyTokenResponseContext>()
        .UseSingletonHandler<PlainErrors>().SetOrder(int.MinValue).SetType(OpenIddictServerHandlerType.Custom).Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(ApplyTokenResponseContext context)
    {
        context.Response.ErrorUri = null;
        if (context.Response.Error is Errors.InvalidClient)
            context.Response.ErrorDescription = "The client is unknown or disabled, or its credentials are wrong.";
        return ValueTask.CompletedTask;
    }
}
