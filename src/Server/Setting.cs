namespace MyOpenIP.Server;

/// <summary>Something that an operator sets: declared once, and read from there by the configuration, the commands and the documents.</summary>
/// <param name="Name">Its name in settings files and, after two dashes, on the command line, such as Grpc:Port.</param>
/// <param name="Takes">What it takes, to go on a sentence that begins "it takes".</param>
/// <param name="Default">What it is when nobody sets it.</param>
/// <param name="Sentence">What it is for.</param>
internal abstract record Setting(string Name, string Takes, string Default, string Sentence)
{
    /// <summary>The environment variable that sets it.</summary>
    public string Variable { get; init; } = Name.Replace(":", "__", StringComparison.Ordinal);

    /// <summary>Whether it names a file: on the command line a relative one is under the working folder, elsewhere under the program's.</summary>
    public bool IsPath { get; init; }

    /// <summary>What it is when nobody sets it, in words.</summary>
    public string DefaultTold => Default.Length > 0 ? Default : "none";

    /// <summary>What is wrong with a value; null: nothing.</summary>
    public string? FaultOf(string text) => CanRead(text) ? null : $"--{Name} is \"{text}\": it takes {Takes}.";

    /// <summary>What is wrong with the value that is set; null: nothing.</summary>
    public string? FaultIn(IConfiguration configuration) => FaultOf(TextIn(configuration));

    /// <summary>What is set, or the default.</summary>
    protected string TextIn(IConfiguration configuration) => configuration[Name] is { Length: > 0 } text ? text : Default;

    /// <summary>Whether a text is a value of it.</summary>
    protected abstract bool CanRead(string text);
}

/// <summary>A setting of a type.</summary>
/// <typeparam name="T">What its values are.</typeparam>
internal sealed record Setting<T>(string Name, string Takes, string Default, string Sentence, Reading<T> Read)
    : Setting(Name, Takes, Default, Sentence)
{
    /// <summary>Its value.</summary>
    /// <exception cref="StartRefusedException">What is set is no value of it.</exception>
    public T Of(IConfiguration configuration) =>
        TextIn(configuration) is var text && Read(text, out var value) ? value : throw new StartRefusedException(FaultOf(text)!);

    /// <inheritdoc/>
    protected override bool CanRead(string text) => Read(text, out _);
}

/// <summary>Reads a value of a setting, if the text is one.</summary>
internal delegate bool Reading<T>(string text, out T value);
