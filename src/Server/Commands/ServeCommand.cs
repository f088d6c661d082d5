using System.CommandLine;
using MyOpenIP.Server.Writes;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line <c>serve</c>, which may be left out.</summary>
internal static class ServeCommand
{
    /// <summary>Its name.</summary>
    public const string Name = "serve";

    /// <summary>The command.</summary>
    /// <param name="settings">The settings that a command line gives.</param>
    /// <param name="output">Where a developer is told what to try.</param>
    public static Command Create(Func<ParseResult, string[]> settings, TextWriter output)
    {
        var command = new Command(Name, "Serves gRPC and JSON until it is told to stop. It makes the database when there is none. This is what is done without a command.");
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = await ServerHost.BuildAsync(settings(parsed), cancellation: cancellation);
            if (app.Environment.IsDevelopment() && Settings.Demonstration.Of(app.Configuration))
                Guidance.Tell(
                    app.Services.GetRequiredService<Ports>(),
                    Settings.ExternalIssuer.Of(app.Configuration) is null ? await DemonstrationClient.MakeAsync(app.Services.GetRequiredService<Operations>(), cancellation) : [],
                    output);
            await app.RunAsync(cancellation);
            return CommandTree.Done;
        });
        return command;
    }
}
