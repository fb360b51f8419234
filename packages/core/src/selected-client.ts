/**
 * A client's methods of these names; of `paginate` the lists of these names, and no `paginate` if none of them is
 * one.
 */
export type SelectedClient<Client, Name extends keyof Client> = Pick<Client, Name> &
  (Client extends { readonly paginate: infer Lists }
    ? SelectedLists<Lists, Extract<Name, keyof Lists>>
    : unknown);

type SelectedLists<Lists, Name extends keyof Lists> = [Name] extends [never]
  ? unknown
  : { readonly paginate: Pick<Lists, Name> };
