using MyOpenIP.Server.Outbox;

namespace MyOpenIP.Server.Notifications.Webhooks;

/// <summary>Puts webhooks together.</summary>
internal static class WebhookSetup
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<WebhookSecrets>().AddSingleton<WebhookRegistration>()
        .AddSingleton(provider => new WebhookSender(
            Settings.WebhookNetworks.Of(configuration), allowsCleartext: provider.GetRequiredService<IHostEnvironment>().IsDevelopment()))
        .AddSingleton<IOutboxConsumer>(provider => ActivatorUtilities.CreateInstance<WebhookConsumer>(
            provider, Settings.BaseUrl.Of(configuration) ?? new Uri("http://localhost/")));
}
