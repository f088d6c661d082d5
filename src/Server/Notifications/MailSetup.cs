using Microsoft.Extensions.DependencyInjection.Extensions;
using MyOpenIP.Server.Outbox;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Signing;
using MyOpenIP.Server.Signing.Pages;
using MyOpenIP.Server.Signing.Sealing;

namespace MyOpenIP.Server.Notifications;

/// <summary>Puts together what asks customers to sign: the operations, the mails and the way they leave.</summary>
internal static class MailSetup
{
    /// <summary>Adds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="environment">Where the server runs.</param>
    /// <exception cref="StartRefusedException">No mail can leave as it is set up.</exception>
    public static IServiceCollection AddSigning(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var route = MailRoute.Of(configuration, environment);
        services.TryAddSingleton<GuessCounts>();
        return services.AddSingleton(route)
            .AddSingleton(provider => new SigningSite(AddressOf(configuration, provider), route.Exists))
            .AddSingleton<SigningSecrets>().AddSingleton<RequestSignature>().AddSingleton<ResendSignature>().AddSingleton<SignQuote>().AddSingleton<SigningCodes>()
            .AddSingleton<SigningForms>().AddSingleton<SigningPage>().AddSingleton<SigningPages>().AddSingleton<VerifyPages>()
            .AddSingleton<MailSender>().AddSingleton<SigningMails>().AddSingleton<IOutboxConsumer, SigningMailConsumer>()
            .AddSingleton(_ => SealMeans.Of(configuration, environment)).AddSingleton<TimestampAuthority>().AddSingleton<Sealer>().AddSingleton<IOutboxConsumer, SealConsumer>()
            .AddHostedService<SigningWorker>();
    }

    /// <summary>In Development it may be left out: links lead to this machine.</summary>
    private static Uri AddressOf(IConfiguration configuration, IServiceProvider provider) =>
        Settings.BaseUrl.Of(configuration) ?? new UriBuilder(provider.GetRequiredService<Ports>().OwnHttp) { Host = "localhost" }.Uri;
}
