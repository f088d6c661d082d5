using System.Linq.Expressions;

namespace MyOpenIP.Server.Lists;

/// <summary>The place of a row's state among its states, made from them: the database holds names, lists sort and compare places.</summary>
internal static class StateRanks
{
    /// <summary>The place of a state.</summary>
    public static Expression<Func<TRow, int>> Of<TRow, TState>(Expression<Func<TRow, TState>> state)
        where TState : struct, Enum =>
        Expression.Lambda<Func<TRow, int>>(Rank<TState>(state.Body), state.Parameters);

    /// <summary>The place of a state that time may have changed since it was stored.</summary>
    /// <param name="state">The state as stored.</param>
    /// <param name="from">The states that time ends.</param>
    /// <param name="hasRunOut">Whether the time of a row has run out.</param>
    /// <param name="to">What they become.</param>
    public static Expression<Func<TRow, int>> Of<TRow, TState>(
        Expression<Func<TRow, TState>> state, IEnumerable<TState> from, Expression<Func<TRow, bool>> hasRunOut, TState to)
        where TState : struct, Enum
    {
        var row = state.Parameters[0];
        var runsOut = from.Select(s => Is(state.Body, s)).Aggregate(Expression.OrElse);
        var ranOut = new Replacing(hasRunOut.Parameters[0], row).Visit(hasRunOut.Body)!;
        return Expression.Lambda<Func<TRow, int>>(
            Expression.Condition(Expression.AndAlso(ranOut, runsOut), Expression.Constant(PlaceOf(to)), Rank<TState>(state.Body)), row);
    }

    private static Expression Rank<TState>(Expression state)
        where TState : struct, Enum
    {
        var values = Enum.GetValues<TState>();
        Expression rank = Expression.Constant(PlaceOf(values[^1]));
        foreach (var value in values[..^1].Reverse())
            rank = Expression.Condition(Is(state, value), Expression.Constant(PlaceOf(value)), rank);
        return rank;
    }

    private static BinaryExpression Is<TState>(Expression state, TState value) => Expression.Equal(state, Expression.Constant(value, typeof(TState)));

    private static int PlaceOf<TState>(TState value)
        where TState : struct, Enum => Array.IndexOf(Enum.GetValues<TState>(), value);

    private sealed class Replacing(Expression old, Expression by) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node == old ? by : base.Visit(node);
    }
}
