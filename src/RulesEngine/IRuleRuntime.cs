namespace MyOpenIP.RulesEngine;

/// <summary>Rules that are ready to be asked: facts in, facts out. Any number of threads may ask at once.</summary>
public interface IRuleRuntime
{
    /// <summary>Derives what the rules say of some facts.</summary>
    /// <param name="facts">The facts; none is null, no two are equal.</param>
    /// <returns>What is then known. Disposed of, it hands its memory on to the next evaluation.</returns>
    /// <exception cref="ArgumentException">A fact is null, or equal to another.</exception>
    IEvaluation Evaluate(IEnumerable<object> facts);
}

/// <summary>The facts that were given and those that rules derived from them.</summary>
public interface IEvaluation : IDisposable
{
    /// <summary>The facts that are a <typeparamref name="T"/>, derived types included. Not to be read after the evaluation is disposed of.</summary>
    /// <typeparam name="T">Type of the facts.</typeparam>
    ReadOnlySpan<T> Facts<T>();
}
