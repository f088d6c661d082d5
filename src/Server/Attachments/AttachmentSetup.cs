namespace MyOpenIP.Server.Attachments;

/// <summary>What attachments are made of.</summary>
internal static class AttachmentSetup
{
    /// <summary>Adds it.</summary>
    /// <param name="services">The services.</param>
    /// <param name="uploads">Where what was sent so far of an upload lies.</param>
    public static IServiceCollection AddAttachments(this IServiceCollection services, DirectoryInfo uploads) => services
        .AddSingleton(new AttachmentLimits())
        .AddSingleton<UploadTurns>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<Uploads>(provider, uploads))
        .AddSingleton<AttachFile>()
        .AddSingleton<DeleteAttachment>();
}
