namespace MyOpenIP.Server.Outbox;

/// <summary>Puts the outbox together.</summary>
internal static class OutboxSetup
{
    /// <summary>Adds the outbox and its worker; consumers are added beside it, as <see cref="IOutboxConsumer"/>.</summary>
    public static IServiceCollection AddOutbox(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(OutboxLimits.Of(configuration))
        .AddSingleton<OutboxStore>().AddSingleton<OutboxSending>().AddSingleton<OutboxWorker>()
        .AddHostedService(provider => provider.GetRequiredService<OutboxWorker>());
}
