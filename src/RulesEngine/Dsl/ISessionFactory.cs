namespace NRules;

/// <summary>Compiled rules. Safe for use from many threads at once.</summary>
public interface ISessionFactory
{
    /// <summary>Begins an evaluation.</summary>
    /// <returns>A session without facts.</returns>
    ISession CreateSession();
}
