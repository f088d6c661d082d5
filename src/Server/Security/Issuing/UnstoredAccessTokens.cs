using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace MyOpenIP.Server.Security.Issuing;

/// <summary>Access tokens store no row: they are short, and whether their owner stands is looked at while they last.</summary>
internal sealed class UnstoredAccessTokens : IOpenIddictServerHandler<GenerateTokenContext>
{
    /// <summary>How the issuer comes to it: before it would make the row.</summary>
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
        .UseSingletonHandler<UnstoredAccessTokens>().SetOrder(OpenIddictServerHandlers.Protection.CreateTokenEntry.Descriptor.Order - 1)
        .SetType(OpenIddictServerHandlerType.Custom).Build();

    /// <inheritdoc/>
    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        if (context.TokenType is TokenTypeIdentifiers.AccessToken)
            (context.CreateTokenEntry, context.PersistTokenPayload) = (false, false);
        return ValueTask.CompletedTask;
    }
}
