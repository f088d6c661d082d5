using System.CommandLine;
using System.CommandLine.Parsing;

namespace MyOpenIP.Server.Commands;

/// <summary>What is wrong with a command line, each thing by its name and with what would be right.</summary>
internal static class CommandLineFaults
{
    /// <summary>All that is wrong; none: it can be run.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = Unknown(parsed.UnmatchedTokens, command.Subcommands.Count > 0).ToArray();
        foreach (var word in unknown)
            yield return IsOption(word) ? UnknownOption(word, parsed) : UnknownWord(word, command);
        foreach (var option in parsed.RootCommandResult.Children.OfType<OptionResult>())
            if (!option.Implicit && command is not RootCommand && !option.Option.Recursive && !command.Options.Contains(option.Option))
                yield return $"{option.Option.Name} is no option of {command.Name}.";

        // A word that is unknown is told already; that its command is missing too, would confuse.
        foreach (var error in parsed.Errors.Where(e => !parsed.UnmatchedTokens.Any(t => e.Message.Contains($"'{t}'", StringComparison.Ordinal))))
            if (command.Subcommands.Count == 0 || command.Action is not null)
                yield return error.Message;
            else if (unknown.Length == 0)
                yield return $"{command.Name} takes one of {Names(command)}.";
    }

    /// <summary>What follows an unknown option was meant as its value, and what follows an unknown command is for that command.</summary>
    private static IEnumerable<string> Unknown(IReadOnlyList<string> tokens, bool areCommands)
    {
        var words = 0;
        for (var i = 0; i < tokens.Count; i++)
            if (IsOption(tokens[i]) || ((i == 0 || !IsOption(tokens[i - 1])) && (words++ == 0 || !areCommands)))
                yield return tokens[i];
    }

    private static string UnknownOption(string word, ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        string[] known = [.. command.Options.Concat(parsed.RootCommandResult.Command.Options.Where(o => o.Recursive)).Select(o => o.Name).Distinct()];
        var told = $"{word} is no option of {(command is RootCommand ? ServeCommand.Name : command.Name)}.";
        return Nearest.To(word.Split('=')[0], known) is { } near ? $"{told} Did you mean {near}?" : $"{told} Its options are {string.Join(", ", known)}.";
    }

    private static string UnknownWord(string word, Command command)
    {
        if (command.Subcommands.Count == 0)
            return $"{command.Name} does not take {word}.";
        var told = $"{word} is no command{(command is RootCommand ? "" : $" of {command.Name}")}.";
        return Nearest.To(word, [.. command.Subcommands.Select(c => c.Name)]) is { } near
            ? $"{told} Did you mean {near}?"
            : $"{told} The commands are {Names(command)}.";
    }

    private static string Names(Command command) => string.Join(", ", command.Subcommands.Select(c => c.Name));

    private static bool IsOption(string token) => token.StartsWith('-') && token.Length > 1;
}
