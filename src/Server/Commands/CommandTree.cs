using System.CommandLine;
using MyOpenIP.Server.Storage;
using MyOpenIP.Server.Storage.Sqlite;

namespace MyOpenIP.Server.Commands;

/// <summary>The command line: one tree of commands, whose options are the settings that they read.</summary>
internal static class CommandTree
{
    /// <summary>It was done.</summary>
    public const int Done = 0;

    /// <summary>Nothing was done, or not all: the output says why.</summary>
    public const int Refused = 1;

    /// <summary>The command line itself is wrong: nothing was begun.</summary>
    public const int NotUnderstood = 2;

    private static readonly Dictionary<Setting, Option<string>> Options = Settings.All.ToDictionary(s => s, OptionOf);

    /// <summary>Runs what a command line asks for.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="output">Where commands report.</param>
    /// <param name="error">Where refusals of the command line are told.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="StartRefusedException">It cannot run as it is set up.</exception>
    public static async Task<int> InvokeAsync(IEnumerable<string> args, TextWriter output, TextWriter error)
    {
        // A name may begin with @: files of arguments are not read.
        var parsed = Create(output).Parse([.. Canonical(args)], new ParserConfiguration { ResponseFileTokenReplacer = null });
        var faults = CommandLineFaults.Of(parsed).ToArray();
        if (faults.Length > 0)
        {
            foreach (var fault in faults)
                await error.WriteLineAsync(fault);
            await error.WriteLineAsync("--help tells what there is.");
            return NotUnderstood;
        }
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error };

        // A server has its own way to stop: calls under way are finished first.
        if (parsed.CommandResult.Command is RootCommand or { Name: ServeCommand.Name })
            invocation.ProcessTerminationTimeout = null;
        try
        {
            return await parsed.InvokeAsync(invocation);
        }
        catch (Exception thrown) when (thrown is not StartRefusedException
            && DatabaseOpening.RefusalOf(thrown, ServerHost.DatabasePath(SettingsOf(parsed))) is { } refusal)
        {
            throw new StartRefusedException(refusal);
        }
    }

    /// <summary>The tree.</summary>
    /// <param name="output">Where commands report.</param>
    public static RootCommand Create(TextWriter output)
    {
        var serve = ServeCommand.Create(SettingsOf, output);
        var root = new RootCommand(
            $"""
            MyOpenIP prices, quotes and orders amendments of contracted offers, over gRPC and JSON. Without a command it serves.

            Settings are given as options, as environment variables (Database__Path) or in appsettings.json beside the program.
            Exit codes: {Done} done, {Refused} refused (the output says why), {NotUnderstood} the command line is wrong.
            """)
        {
            Action = serve.Action,
            Subcommands =
            {
                serve,
                ImportCommand.Create((parsed, cancellation) => ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake: true, cancellation), output),
                ExpireCommand.Create((parsed, cancellation) => ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake: false, cancellation), output),
                ClientsCommand.Create((parsed, mayMake, cancellation) => ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake, cancellation), output),
                UsersCommand.Create((parsed, cancellation) => ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake: false, cancellation), output),
                OutboxCommand.Create((parsed, cancellation) => ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake: false, cancellation), output),
                WebhooksCommand.Create((parsed, cancellation) => ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake: false, cancellation), output),
                KeysCommand.Create(parsed => ServerHost.KeysFolder(SettingsOf(parsed)), OpenIfThereAsync, output),
                AuditCommand.Create((parsed, cancellation) => ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake: false, cancellation), output),
                ShowCommand.Create(parsed => StorageSetup.OpenToRead(ServerHost.StandingDatabase(SettingsOf(parsed))), output),
                VerifyCommand.Create(
                    parsed => StorageSetup.OpenToRead(ServerHost.StandingDatabase(SettingsOf(parsed))), parsed => ServerHost.Anchors(SettingsOf(parsed)), output),
                BackupCommand.Create(parsed => ServerHost.StandingDatabase(SettingsOf(parsed)), output),
            },
        };
        foreach (var setting in Settings.All)
        {
            root.Options.Add(Options[setting]);
            if (!Options[setting].Recursive)
                serve.Options.Add(Options[setting]);
        }
        return root;
    }

    /// <summary>The database, when there is one already.</summary>
    private static async Task<IServiceProvider?> OpenIfThereAsync(ParseResult parsed, CancellationToken cancellation) =>
        File.Exists(ServerHost.DatabasePath(SettingsOf(parsed))) ? await ServerHost.OpenForCommandAsync(SettingsOf(parsed), mayMake: false, cancellation) : null;

    /// <summary>The settings that a command line gives, as the configuration reads them.</summary>
    private static string[] SettingsOf(ParseResult parsed) =>
    [
        .. from setting in Settings.All
           let text = parsed.GetValue(Options[setting])
           where text is not null
           select $"--{setting.Name}={(setting.IsPath && text.Length > 0 ? Path.GetFullPath(text) : text)}",
    ];

    private static Option<string> OptionOf(Setting setting)
    {
        var option = new Option<string>($"--{setting.Name}")
        {
            Description = $"{setting.Sentence} It takes {setting.Takes}; default: {setting.DefaultTold}.",
            HelpName = setting.Name[(setting.Name.LastIndexOf(':') + 1)..].ToLowerInvariant(),
            Recursive = Settings.OfEveryCommand.Contains(setting),
        };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [var token] && setting.FaultOf(token.Value) is { } fault)
                given.AddError(fault);
        });
        return option;
    }

    /// <summary>Names of settings are as good in any case, and with = before the value as with a space; the parser would split them at the colon.</summary>
    private static IEnumerable<string> Canonical(IEnumerable<string> args)
    {
        foreach (var arg in args)
        {
            var parts = arg.Split('=', 2);
            if (Options.Values.FirstOrDefault(o => o.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)) is not { } option)
            {
                yield return arg;
                continue;
            }
            yield return option.Name;
            if (parts.Length > 1)
                yield return parts[1];
        }
    }
}
